def execute_command(image) -> str:
    image_patch = ImagePatch(image)

    def touches_edge(item, box):
        if item.left <= box.left + 1 or item.right >= box.right - 1:
            return True
        return item.lower <= box.lower + 1 or item.upper >= box.upper - 1

    touching = []
    for box in image_patch.find('box'):
        touching.extend([t for t in box.find('blue triangle') if touches_edge(t, box)])
    return bool_to_yesno(len(touching) == 1)
