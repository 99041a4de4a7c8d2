def execute_command(image) -> str:
    image_patch = ImagePatch(image)

    def touches_corner(item, box):
        side = item.left - box.left < 3 or box.right - item.right < 3
        end = item.lower - box.lower < 3 or box.upper - item.upper < 3
        return side and end

    count = 0
    for box in image_patch.find('box'):
        if any(touches_corner(triangle, box) for triangle in box.find('triangle')):
            count += 1
    return bool_to_yesno(count == 2)
