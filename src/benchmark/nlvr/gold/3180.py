def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    tops = []
    for tower in image_patch.find('tower'):
        tops.append(max(tower.find('block'), key=lambda block: block.upper))
    black_tops = [top for top in tops if top.verify_property('block', 'black')]
    return bool_to_yesno(len(black_tops) == 2)
